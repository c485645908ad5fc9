package dev.voiceops.recordings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** From the SDK's exceptions to those that the store promises. Stateless. */
final class S3Failures {
    private S3Failures() {}

    /** The answer; @throws NoSuchFileException for 404 */
    static <T> T of(String key, Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404) throw new NoSuchFileException(key);
            throw refused(e);
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    /** Whether there is what was asked for. */
    static boolean found(Runnable question) throws IOException {
        try {
            question.run();
            return true;
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404) return false;
            throw refused(e);
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    /** The answer, or this one where the server says that it does not know the question. */
    static <T> T orElse(Set<Integer> unknown, Supplier<T> question, T otherwise) throws IOException {
        try {
            return question.get();
        } catch (AwsServiceException e) {
            if (unknown.contains(e.statusCode())) return otherwise;
            throw refused(e);
        } catch (SdkException e) {
            throw unreachable(e);
        }
    }

    private static IOException refused(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? "" : " " + details.errorCode();
        return new IOException("S3 refused with HTTP " + e.statusCode() + code, e);
    }

    private static IOException unreachable(SdkException e) {
        return new IOException("S3 gave no answer: " + e.getMessage(), e);
    }
}
