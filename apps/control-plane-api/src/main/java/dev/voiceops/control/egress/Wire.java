package dev.voiceops.control.egress;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The HTTP library, with everything off that would do more than one plain exchange. Stateless. */
final class Wire {
    private static final int CONNECTIONS = 1_024;
    private static final Timeout CONNECT = Timeout.ofSeconds(2);

    private Wire() {}

    static CloseableHttpClient client(Guard guard, @Nullable SSLContext trust, boolean reuse) {
        return HttpClients.custom()
                .setConnectionManager(connections(guard, trust))
                .setConnectionReuseStrategy((request, response, context) ->
                        reuse && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context))
                .setRequestExecutor(new Telling())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setConnectionRequestTimeout(CONNECT)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    static HttpUriRequestBase request(Target target, EgressRequest request) {
        HttpUriRequestBase outgoing = new HttpUriRequestBase(request.method(), URI.create(target.url()));
        outgoing.setHeader("User-Agent", "voiceops-gateway/1");
        outgoing.setHeader("Accept-Encoding", "identity");
        request.headers().forEach(outgoing::setHeader);
        if (!request.body().isEmpty()) {
            outgoing.setEntity(
                    new StringEntity(request.body(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        }
        return outgoing;
    }

    private static PoolingHttpClientConnectionManager connections(Guard guard, @Nullable SSLContext trust) {
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(8_192)
                .setMaxHeaderCount(100)
                .setMaxEmptyLineCount(10)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guard)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust == null ? SSLContexts.createDefault() : trust))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                        .setHandshakeTimeout(Timeout.ofSeconds(4))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounds)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(Timeout.ofMinutes(3))
                        .setValidateAfterInactivity(500, TimeUnit.MILLISECONDS)
                        .setTimeToLive(1, TimeUnit.MINUTES)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
    }

    /** Tells the exchange's {@link Progress} when its first byte may leave, and when the head of the answer is there. */
    private static final class Telling extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback information,
                HttpContext context)
                throws IOException, HttpException {
            Progress progress = (Progress) context.getAttribute(Progress.KEY);
            progress.sending();
            ClassicHttpResponse response = super.execute(request, connection, information, context);
            progress.answered();
            return response;
        }
    }
}
