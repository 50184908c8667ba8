package cn.lvyue.hub.ops;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people are told.
 *
 * @param backlog a feed whose oldest unsettled message is older than this raises alarm T163
 */
@ConfigurationProperties("hub.alarms")
record OperationSettings(@DefaultValue("30m") Duration backlog) {}
