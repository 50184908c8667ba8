/**
 * The ways in other than HTTP: foreign tables, polled interfaces, folders and SFTP, queues. A channel turns what it finds into an
 * arrival and, where it can, brings the answer back the way the data came. It reads nothing of the content.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "ledger", "archive", "signing", "foreign"})
package cn.lvyue.hub.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
