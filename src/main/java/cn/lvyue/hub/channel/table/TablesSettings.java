package cn.lvyue.hub.channel.table;

import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The front-end tables.
 *
 * @param tables by name; none are polled unless they stand here
 */
@Validated
@ConfigurationProperties("hub")
record TablesSettings(@DefaultValue Map<String, @Valid TableSource> tables) {}
