package cn.lvyue.hub.standard;

/** Checks the values of one field, beyond type and length; bound to the pack's divisions and the field's switches. */
@FunctionalInterface
public interface Check {
    Checked check(String value);
}
