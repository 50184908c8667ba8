package cn.lvyue.hub.ops;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a source's figures are measured against; the defaults are those of the city of Suihua's plan for 双公示.
 *
 * @param conformity least share of conforming records (合规率), 0 to 1
 * @param wrongCodes most wrong credit codes (重错码率) in 10,000 records
 * @param topFindings how many finding codes a report lists per source
 */
@ConfigurationProperties("hub.reports")
record ReportSettings(
        @DefaultValue("0.98") double conformity,
        @DefaultValue("1") double wrongCodes,
        @DefaultValue("10") int topFindings) {
    ReportSettings {
        if (!(conformity >= 0 && conformity <= 1) || !(wrongCodes >= 0) || topFindings < 0) {
            throw new IllegalArgumentException("hub.reports: conformity is 0 to 1, the others are not negative");
        }
    }
}
