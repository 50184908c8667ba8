package cn.lvyue.hub.ledger;

/**
 * Where to go on with a message.
 *
 * @param rowsDone source records whose outcomes are committed
 * @param open whether there is anything left to do
 * @param mapping the version of the mapping it was begun with
 */
public record Progress(int rowsDone, boolean open, String mapping) {}
