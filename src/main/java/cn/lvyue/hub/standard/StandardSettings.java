package cn.lvyue.hub.standard;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the standard packs are. @param mappings the folder that holds {@code standards/<pack>/} */
@ConfigurationProperties("hub")
record StandardSettings(@DefaultValue("mappings") Path mappings) {}
