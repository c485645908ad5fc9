package dev.voiceops.http;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's last word on requests that are not even HTTP: a problem instead of its HTML page. Made by Tomcat, by name. */
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            var writer = response.getReporter();
            if (writer == null) return;
            writer.write(Json.write(Problem.plain(status)));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // the peer has gone: there is nobody left to tell
            return;
        }
    }
}
