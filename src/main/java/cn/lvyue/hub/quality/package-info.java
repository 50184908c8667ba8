/** Decides whether a standard record is clear, parked or rejected, and prepares it for the ledger. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard"})
package cn.lvyue.hub.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
