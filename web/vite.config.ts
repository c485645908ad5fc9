import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { resolve } from "node:path";
import { defineConfig } from "vite";

// One project, one entry per audience. The Java build packs dist/ into the web jar under /web/.
export default defineConfig({
  plugins: [react(), tailwindcss()],
  base: "./",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        debug: resolve(import.meta.dirname, "debug/index.html"),
        portal: resolve(import.meta.dirname, "portal/index.html"),
        console: resolve(import.meta.dirname, "console/index.html"),
      },
    },
  },
});
