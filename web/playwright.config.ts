import { defineConfig } from "@playwright/test";

// Run by the Java test of the e2e module, which starts the product and says where it is and which browser to use.
export default defineConfig({
  testDir: "./e2e",
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? "target/playwright",
  timeout: 480_000,
  expect: { timeout: 60_000 },
  workers: 1,
  retries: 0,
  reporter: "list",
  use: {
    baseURL: process.env.OPS_DEBUG_URL,
    viewport: { width: 1280, height: 900 },
    actionTimeout: 60_000,
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] },
  },
});
