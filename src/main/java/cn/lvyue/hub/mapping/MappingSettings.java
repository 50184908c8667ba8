package cn.lvyue.hub.mapping;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the mappings are.
 *
 * @param mappings folder of the mapping files {@code <feed>.yaml}, against the working directory
 */
@ConfigurationProperties("hub")
record MappingSettings(@DefaultValue("mappings") Path mappings) {}
