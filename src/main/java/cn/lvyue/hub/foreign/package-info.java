/**
 * Databases and SFTP servers of others: how they are reached, what differs between them, what their tables look like. Knows
 * nothing of what is read there or written.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record"})
package cn.lvyue.hub.foreign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
