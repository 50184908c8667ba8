package cn.lvyue.hub.record;

/** Secrets of a hub that has everything on one machine: drawn once, kept in files only the hub's account can read. */
@FunctionalInterface
public interface LocalSecrets {
    /** The secret of this name, the same at every start; letters, digits, - and _. */
    String secret(String name);
}
