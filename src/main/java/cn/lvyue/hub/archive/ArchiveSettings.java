package cn.lvyue.hub.archive;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the archive.
 *
 * @param messageLimit the largest body that is kept; a larger one is refused with F105
 * @param segment how a body is cut for storage; also what one reader holds in memory
 * @param inMemory bodies up to this size never touch the disk on their way to the database
 * @param resealPerTurn so much is sealed anew at a time after a change of the data key, once per {@code hub.archive.reseal-period}
 * @param elsewhere months are written below this folder when they are detached, and taken from there when they are attached
 * @param spool where larger bodies wait while they arrive; what an interrupted hub left there is removed at start
 */
@Validated
@ConfigurationProperties("hub.archive")
record ArchiveSettings(
        @NotNull @DefaultValue("2GB") DataSize messageLimit,
        @NotNull @DefaultValue("1MB") DataSize segment,
        @NotNull @DefaultValue("1MB") DataSize inMemory,
        @NotNull @DefaultValue("4MB") DataSize resealPerTurn,
        @NotNull @DefaultValue("data/elsewhere") Path elsewhere,
        @NotNull @DefaultValue("data/spool") Path spool) {}
