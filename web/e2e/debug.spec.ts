import { expect, test, type Locator, type Page } from "@playwright/test";
import { shoot } from "./shoot";

// ops-debug-web as an operator uses it: one visit, in which calls are placed, watched, spoken into and disturbed.

const token = process.env.OPS_DEBUG_TOKEN ?? "";

async function place(page: Page, scenario: string): Promise<Locator> {
  const calls = page.getByTestId("calls").getByRole("button");
  const before = await calls.count();
  await page.getByLabel("scenario").selectOption(scenario);
  await page.getByRole("button", { name: "Place call" }).click();
  await expect(calls).toHaveCount(before + 1);
  return calls.first();
}

test("a stranger is told where to find the key, and sees nothing", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(401);
  await expect(page.getByText("Open the URL")).toBeVisible();
  expect((await page.request.get("/api/calls")).status()).toBe(401);
});

test("calls are placed, watched live, spoken into and disturbed", async ({ page }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));

  await page.goto(`/?token=${token}`);
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("status")).toContainText("live");
  await expect(page.getByTestId("simulated")).toContainText("Twilio, Deepgram, OpenAI, Rime");
  await expect(page.getByText("No call yet")).toBeVisible();
  await shoot(page, "empty");

  await test.step("a call appears by itself and its timeline streams in", async () => {
    const demo = await place(page, "demo");
    await demo.click();
    await expect(demo).toContainText("live");
    const events = page.getByTestId("events").getByRole("listitem");
    await expect(events.filter({ hasText: "runtime.dispatch_claimed" })).toBeVisible();
    const early = await events.count();
    await expect.poll(() => events.count()).toBeGreaterThan(early + 5);
    await expect(page.getByTestId("transcript")).toContainText("where my order is");
  });

  await test.step("a second call is spoken into, and runs a tool by its name", async () => {
    const silent = await place(page, "silent");
    await silent.click();
    const box = page.getByLabel("Say something as the caller");
    await box.fill('/tool order-status {"order_id":"72642"}');
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByTestId("reply")).toContainText("order-status succeeded");
    await expect(page.getByTestId("tools")).toContainText("succeeded");
    await box.fill("What are your opening hours?");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByTestId("reply")).toContainText(/Saturday|o'clock|open/i);
    await box.fill("/tool no-such-tool {}");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByTestId("reply")).toContainText("no-such-tool");
    await shoot(page, "live");
  });

  await test.step("a fault is switched on, strikes a call, and is switched off", async () => {
    const undisturbed = page.getByTestId("calls").getByRole("button").last();
    await expect(undisturbed).toContainText("agent goodbye", { timeout: 180_000 });
    await page.getByText("Faults").click();
    const quota = page.getByLabel("OpenAI: quota used up");
    // not check(): the box shows what the simulators have in force, so it changes when they have answered
    await quota.click();
    await expect(quota).toBeChecked();
    await expect(page.getByText("1 in force")).toBeVisible();
    const struck = await place(page, "hang-up-mid-answer");
    await struck.click();
    await expect(page.getByTestId("events").getByText("runtime.vendor_failure").first()).toBeVisible();
    await expect(page.getByText(/happened \d+ ×/)).toBeVisible();
    await quota.click();
    await expect(quota).not.toBeChecked();
    await expect(page.getByText("1 in force")).toBeHidden();
    await page.getByText("Faults").click();
  });

  await test.step("the first call's record tells what was heard, and where the time went", async () => {
    const demo = page.getByTestId("calls").getByRole("button").last();
    await demo.click();
    await expect(demo).toContainText("agent goodbye", { timeout: 180_000 });
    await expect(page.getByTestId("transcript")).toContainText("interrupted");
    await expect(page.getByTestId("unheard").first()).not.toBeEmpty();
    const turns = page.getByTestId("turns").getByRole("listitem");
    expect(await turns.count()).toBeGreaterThanOrEqual(7);
    await expect(turns.locator("[title^='model']").first()).toBeVisible();
    await turns.nth(1).locator("summary").click();
    await expect(page.getByTestId("stages").filter({ visible: true })).toContainText(/model\s*\d+ ms/);
    await expect(page.getByTestId("turns")).toContainText(/gap \d+ ms/);
    await expect(page.getByTestId("tools")).toContainText("order-status");
    await page.getByLabel("filter events by type").fill("voice_barge_in_detected");
    await expect(page.getByTestId("events").getByRole("listitem")).toHaveCount(1);
    await page.getByLabel("filter events by type").fill("");
    await shoot(page, "record");
  });

  await test.step("a link to a call opens that call", async () => {
    const here = page.url();
    await page.goto("about:blank");
    await page.goto(here);
    await expect(page.getByTestId("transcript")).toContainText("interrupted");
  });

  expect(complaints).toEqual([]);
});
