/** Makes every archived thing a leaf of one append-only log, signs its days, and checks that nothing was changed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "signing", "archive"})
package cn.lvyue.hub.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
