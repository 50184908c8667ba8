package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.SenderResult;
import java.io.IOException;
import java.util.Optional;

/** Where files are found: a folder of this machine, or one of an SFTP server. */
interface Place {
    /** What is remembered about its files is remembered under this; the same for every hub that looks at this place. */
    String id();

    /** As people know it, for the log. */
    String title();

    Channel channel();

    /** What, beside name, time and content, makes a file of this place another than one of another place. */
    String origin();

    /** Whether it is worth going on; not after a connection broke. */
    boolean isReachable();

    /** Files stay where they are and nothing is laid beside them: the place must not be written to. */
    boolean readOnly();

    /** The name as people write it. */
    String show(PlaceName name);

    /**
     * @param depth how many folders down; 0 for the place itself only
     * @param most stops after so many files
     * @throws IOException if the place itself cannot be read
     */
    Listing list(int depth, int most) throws IOException;

    /** The file as it is now; empty if there is none, or something that is not a plain file. */
    Optional<Seen> look(PlaceName name) throws IOException;

    /**
     * Makes the whole content readable here.
     *
     * @throws IOException if the file cannot be read to its end, or was changed meanwhile
     */
    LocalCopy fetch(Seen file) throws IOException;

    /** Moves a file, making the folders it needs; never onto another one. */
    void move(PlaceName from, PlaceName to) throws IOException;

    /** Writes a file whole or not at all, over an earlier one of the name. */
    void write(PlaceName to, SenderResult.Content content) throws IOException;
}
