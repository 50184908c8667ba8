/** Gathers due revisions into batches and packages, pushes them and reads receipts. Holds the national gate. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "standard", "signing", "foreign"})
package cn.lvyue.hub.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
