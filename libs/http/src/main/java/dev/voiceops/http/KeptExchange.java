package dev.voiceops.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Keeps body and answer of a write with an {@code Idempotency-Key} in memory, so that both can be looked at twice. */
final class KeptExchange implements Filter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    public void doFilter(ServletRequest rawRequest, ServletResponse rawResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) rawRequest;
        if (request.getHeader(IdempotentWrites.HEADER) == null || SAFE.contains(request.getMethod())) {
            chain.doFilter(rawRequest, rawResponse);
            return;
        }
        var response = new ContentCachingResponseWrapper((HttpServletResponse) rawResponse);
        chain.doFilter(new Body(request), response);
        response.copyBodyToResponse();
    }

    /** A request whose body is read once, when it is first wanted, and given out as often as asked. */
    static final class Body extends HttpServletRequestWrapper {
        private byte[] bytes = new byte[0];
        private boolean read;

        Body(HttpServletRequest request) {
            super(request);
        }

        byte[] bytes() throws IOException {
            if (!read) {
                bytes = super.getInputStream().readAllBytes();
                read = true;
            }
            return bytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var stream = new ByteArrayInputStream(bytes());
            return new ServletInputStream() {
                @Override
                public int read() {
                    return stream.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return stream.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return stream.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is in memory: read it");
                }
            };
        }
    }
}
