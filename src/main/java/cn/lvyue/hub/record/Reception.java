package cn.lvyue.hub.record;

/** The hub's one front door: archives what arrives and puts it to work. Every channel hands over here. */
@FunctionalInterface
public interface Reception {
    /**
     * Returns only after the bytes are committed to the archive.
     *
     * @return the archived message; an earlier one if the arrival's once-key was seen before
     * @throws BodyTooLarge if the body is longer than the configured limit; then nothing is kept
     */
    Message receive(Arrival arrival);
}
