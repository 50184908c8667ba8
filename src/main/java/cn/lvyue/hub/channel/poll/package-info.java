/**
 * Polled interfaces: asks a source for the pages of what changed, hands every page over as it came, and remembers how far it
 * is only when all pages of a round are archived. Called by route {@code poll-round}.
 */
@NullMarked
package cn.lvyue.hub.channel.poll;

import org.jspecify.annotations.NullMarked;
