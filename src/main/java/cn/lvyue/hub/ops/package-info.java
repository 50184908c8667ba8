/** Health, metrics and the status of the hub. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "ledger", "delivery", "archive"})
package cn.lvyue.hub.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
