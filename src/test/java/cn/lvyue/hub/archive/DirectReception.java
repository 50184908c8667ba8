package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Reception;
import org.springframework.context.annotation.Bean;

/** The real archive as the front door, without the routes between. */
public class DirectReception {
    @Bean
    Reception reception(ArchiveStep archive) {
        return archive::keepRaw;
    }
}
