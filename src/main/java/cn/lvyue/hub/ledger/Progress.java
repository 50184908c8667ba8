package cn.lvyue.hub.ledger;

/**
 * Where to go on with a message.
 *
 * @param rowsDone source records whose outcomes are committed
 * @param open whether there is anything left to do
 */
public record Progress(int rowsDone, boolean open) {}
