/**
 * Front-end tables (前置库): polls a table in a database the hub does not own, archives rows as messages, and writes back per row
 * what became of them. Called by the routes of template {@code front-table}.
 *
 * <p>What is read is first registered in the hub's own database, body and all ({@code channel.table_batch}); archiving, marking
 * and writing back follow from there and may each run twice. So a hub that dies between any two steps goes on where it was.
 */
@NullMarked
package cn.lvyue.hub.channel.table;

import org.jspecify.annotations.NullMarked;
