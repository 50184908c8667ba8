/**
 * For how long what is kept (保存期限): policy, plans that a second person approves, holds, destruction with a certificate. It
 * decides; the modules that own the things take them away ({@link cn.lvyue.hub.record.Expiring}).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "archive", "signing"})
package cn.lvyue.hub.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
