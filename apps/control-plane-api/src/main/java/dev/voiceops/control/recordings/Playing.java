package dev.voiceops.control.recordings;

import dev.voiceops.recordings.SealedRecordings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that play recordings. Wants {@code SealedRecordings}. */
@Configuration(proxyBeanMethods = false)
public class Playing {
    @Bean
    RecordingRoutes recordingRoutes(SealedRecordings recordings) {
        return new RecordingRoutes(recordings);
    }

    @Bean
    PortalRecordingRoutes portalRecordingRoutes(SealedRecordings recordings) {
        return new PortalRecordingRoutes(recordings);
    }
}
