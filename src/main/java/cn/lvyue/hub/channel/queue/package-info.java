/**
 * Queues: what foreign systems send to {@code hub.in.<feed>}. A message is archived before it is acknowledged; what cannot be
 * taken, was given up or expired is archived as a failed exchange. Called by the routes of {@code 1-intake-jms}.
 */
@NullMarked
package cn.lvyue.hub.channel.queue;

import org.jspecify.annotations.NullMarked;
