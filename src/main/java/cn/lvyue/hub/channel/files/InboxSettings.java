package cn.lvyue.hub.channel.files;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files are taken, from folders and from SFTP servers alike. {@code delay} and {@code initial-delay} are read by the routes.
 *
 * @param folder of the feeds' folders
 * @param fetched where files of SFTP servers lie while they are fetched; what an interrupted hub left there is removed at start
 * @param stableFor a file is whole when size and time of change stayed the same for so long
 * @param unfinished names of files that are still being written, by their endings
 * @param markerPatience a marker without its file is put aside after this; a file without its required marker is reported
 * @param markerLimit the largest marker
 * @param memberLimit how much of a ZIP's only file is unpacked to check it against its marker
 * @param mostListed files looked at in one look; more wait until these are gone
 * @param mostAtOnce files taken in one look
 * @param mostOpen files of one source that may wait for their outcome
 * @param retryFirst pause before something that failed is tried again, doubled each time
 * @param retryLongest the longest such pause
 */
@Validated
@ConfigurationProperties("hub.inbox")
record InboxSettings(
        @NotNull @DefaultValue("data/inbox") Path folder,
        @NotNull @DefaultValue("data/fetched") Path fetched,

        @NotNull @DurationUnit(ChronoUnit.MILLIS) @DefaultValue("1000")
        Duration stableFor,

        @NotNull @Pattern(regexp = "[a-z0-9]+(,[a-z0-9]+)*") @DefaultValue("part,tmp,filepart,crdownload,swp")
        String unfinished,

        @NotNull @DefaultValue("10m") Duration markerPatience,
        @NotNull @DefaultValue("64KB") DataSize markerLimit,
        @NotNull @DefaultValue("4GB") DataSize memberLimit,
        @Min(1) @DefaultValue("20000") int mostListed,
        @Min(1) @DefaultValue("200") int mostAtOnce,
        @Min(1) @DefaultValue("1000") int mostOpen,
        @NotNull @DefaultValue("5s") Duration retryFirst,
        @NotNull @DefaultValue("5m") Duration retryLongest) {}
