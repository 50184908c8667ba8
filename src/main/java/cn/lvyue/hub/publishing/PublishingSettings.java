package cn.lvyue.hub.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How versions come into force.
 *
 * @param lead how long after its approval a version takes effect at the earliest; longer than the second after which a node looks anew
 *     plus what the nodes' clocks may differ
 */
@Validated
@ConfigurationProperties("hub.publishing")
record PublishingSettings(@DefaultValue("3s") Duration lead) {}
