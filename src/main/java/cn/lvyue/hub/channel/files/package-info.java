/**
 * Watched folders and SFTP servers. Both are a {@link cn.lvyue.hub.channel.files.Place}; when a file is whole, what its marker
 * proves, how it is archived once and where its result goes is decided in one way for both.
 */
@NullMarked
package cn.lvyue.hub.channel.files;

import org.jspecify.annotations.NullMarked;
