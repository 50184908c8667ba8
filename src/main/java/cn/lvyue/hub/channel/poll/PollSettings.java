package cn.lvyue.hub.channel.poll;

import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The polled interfaces.
 *
 * @param polls by name; a source without settings here is not asked
 */
@Validated
@ConfigurationProperties("hub")
record PollSettings(@DefaultValue Map<String, @Valid PolledSource> polls) {
    PollSettings {
        polls = Map.copyOf(polls);
    }
}
