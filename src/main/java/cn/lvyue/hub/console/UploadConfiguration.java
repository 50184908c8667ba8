package cn.lvyue.hub.console;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Upload forms of pages are read by the server, to disk and never beyond a size. No call of the API takes a form: nothing there asks
 * for a parameter of one, so its body is left as it is.
 */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {
    /** Beside the file a form has a few short fields. */
    private static final long FIELDS = 64 << 10;

    @Bean
    MultipartConfigElement uploadForms(Environment environment) {
        long largest = DataSize.parse(environment.getProperty("hub.trials.largest", "64MB"))
                .toBytes();
        return new MultipartConfigElement("", largest, largest + FIELDS, 0);
    }
}
