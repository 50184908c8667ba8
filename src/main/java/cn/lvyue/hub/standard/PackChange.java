package cn.lvyue.hub.standard;

/**
 * One thing that differs between two versions of a standard pack.
 *
 * @param part {@code field}, {@code rule}, {@code codes}, {@code state}, or {@code pack} for the pack as a whole
 * @param id of the field, rule or code list
 */
public record PackChange(String part, String id, Bilingual words) {}
