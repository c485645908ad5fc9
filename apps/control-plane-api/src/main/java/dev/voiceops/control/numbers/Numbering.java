package dev.voiceops.control.numbers;

import dev.voiceops.vendors.twilio.TwilioNumbers;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the phone numbers. Wants {@link NumbersConfig}. */
@Configuration(proxyBeanMethods = false)
public class Numbering {
    @Bean(destroyMethod = "shutdownNow")
    HttpClient numbersHttp() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    @Bean
    NumberRoutes numberRoutes(NumbersConfig config, HttpClient numbersHttp) {
        return new NumberRoutes(new NumberImport(config), new TwilioNumbers(numbersHttp, config.account()));
    }
}
