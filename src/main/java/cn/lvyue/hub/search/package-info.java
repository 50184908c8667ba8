/**
 * Search (检索) in what is archived: an index of blocks of records and messages, kept up beside the intake and thrown away at
 * will, and the searches over it. Reads archive, ledger and delivery; changes none of them. Called by route {@code index}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard"})
package cn.lvyue.hub.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
