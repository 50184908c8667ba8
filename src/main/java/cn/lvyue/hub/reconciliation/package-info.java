/**
 * Reconciliation (对账): per business day, source and target, whether everything that came went where it had to, and whether the
 * platform has what the hub believes it has. Reads ledger and delivery; changes neither.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard", "signing", "ledger", "delivery", "archive"})
package cn.lvyue.hub.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
