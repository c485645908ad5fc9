package dev.voiceops.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose body ends in {@link BodyTooLarge} after so many bytes, however it is sent. */
final class LimitedRequest extends HttpServletRequestWrapper {
    private final int limit;
    private @Nullable ServletInputStream counted;

    LimitedRequest(HttpServletRequest request, int limit) {
        super(request);
        this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream stream = counted;
        if (stream == null) {
            stream = new Counted(super.getInputStream());
            counted = stream;
        }
        return stream;
    }

    /** The body went over the limit. */
    static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        private Counted(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int value = body.read();
            if (value >= 0) count(1);
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = body.read(into, offset, length);
            if (some > 0) count(some);
            return some;
        }

        private void count(int some) throws BodyTooLarge {
            read += some;
            if (read > limit) throw new BodyTooLarge();
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
