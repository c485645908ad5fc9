package dev.voiceops.http;

import dev.voiceops.contracts.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the {@link Cursor} to routes that list. */
final class CursorParameters implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Cursor.class;
    }

    @Override
    public Cursor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return Cursor.of(once(request, "limit"), once(request, "cursor"));
    }

    private static @Nullable String once(NativeWebRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) return null;
        if (values.length == 1) return values[0];
        throw new ProblemException(ProblemType.INVALID_REQUEST, name + ": say it once");
    }
}
