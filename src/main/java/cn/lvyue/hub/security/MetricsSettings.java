package cn.lvyue.hub.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read {@code /actuator/prometheus} without the admin's token.
 *
 * @param allow addresses or networks ({@code 10.1.2.0/24}) of monitors, as the hub sees them; none by default
 */
@ConfigurationProperties("hub.metrics")
record MetricsSettings(@DefaultValue List<String> allow) {}
