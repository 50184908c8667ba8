package cn.lvyue.hub.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the index is kept and how long a search may take.
 *
 * @param budget after which a search answers with what it has found so far and a cursor to go on from
 * @param atOnce searches that run at the same time; others wait for their turn within their budget
 * @param blockRecords records that share one place in the index: more make it smaller, fewer leave less to check
 * @param blockMessages messages that do
 * @param sliceRecords most records of one piece of the index
 * @param round most records or messages indexed in one transaction
 * @param settle how long a message's neighbours are waited for before the index moves past it
 * @param giveWay while messages wait to be processed the index rests so many times as long as it worked
 */
@Validated
@ConfigurationProperties("hub.search")
record SearchSettings(
        @DefaultValue("2s") Duration budget,
        @DefaultValue("4") @Min(1) @Max(64) int atOnce,
        @DefaultValue("16") @Min(1) @Max(256) int blockRecords,
        @DefaultValue("128") @Min(1) @Max(1024) int blockMessages,
        @DefaultValue("65536") @Min(256) @Max(262144) int sliceRecords,
        @DefaultValue("32768") @Min(64) @Max(65536) int round,
        @DefaultValue("1s") Duration settle,
        @DefaultValue("9") @Min(0) @Max(100) int giveWay) {

    int block(Space space) {
        return switch (space) {
            case RECORDS -> blockRecords;
            case MESSAGES -> blockMessages;
            case PACKAGES -> 1;
        };
    }

    /** Blocks of a slice: their numbers have to fit into 16 bits. */
    int sliceBlocks(Space space) {
        return space == Space.PACKAGES ? 4096 : Math.max(2, Math.min(Short.MAX_VALUE, sliceRecords / blockRecords));
    }
}
