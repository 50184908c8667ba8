package cn.lvyue.hub.channel.files;

import java.util.List;
import java.util.Map;

/**
 * What a look at a place found.
 *
 * @param files plain files, hidden ones left out, in no order
 * @param unreachable what cannot be taken whatever its name (links, folders that cannot be opened), with why
 * @param complete whether that is all there is; else the rest comes once these are gone
 */
record Listing(List<Seen> files, Map<PlaceName, String> unreachable, boolean complete) {}
