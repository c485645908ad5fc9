package dev.voiceops.control.evidence;

import dev.voiceops.evidence.Packs;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with a pack, streamed. */
public final class PackAnswer {
    private PackAnswer() {}

    /**
     * Writes it as a file to be saved.
     *
     * @param name of the file, without its ending
     * @throws IOException when the reader goes away or the recording store fails; what was sent until then is no valid pack
     */
    public static void write(Packs packs, Packs.Prepared prepared, String name, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
        response.setHeader("Cache-Control", "private, no-store");
        packs.write(prepared, response.getOutputStream());
    }
}
