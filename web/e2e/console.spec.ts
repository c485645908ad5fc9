import { expect, test } from "@playwright/test";
import { shoot } from "./shoot";

// The Ops Console as one of the team uses it, on a platform with the demo's tenant and some ended calls.

const console_ = process.env.CONSOLE_URL ?? "";
const email = process.env.CONSOLE_EMAIL ?? "";
const password = process.env.CONSOLE_PASSWORD ?? "";

test("the team edits, publishes and rolls back an agent, and places a hold", async ({ page, context }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => line.type() === "error" && !/40[01]|412/.test(line.text()) && complaints.push(line.text()));

  await page.goto(console_);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ops Console");

  const saved = page.getByRole("status");
  await test.step("an agent's draft is edited, and what callers would notice is told", async () => {
    const desk = page.getByTestId("agents").getByRole("link", { name: /Order desk/ });
    await expect(desk).toContainText("takes calls");
    await expect(desk).toContainText("+15550100200");
    await shoot(page, "console-agents");
    await desk.click();
    await expect(page.getByTestId("changes")).toContainText("Nothing: the draft is as what they get now.");
    await page.getByLabel("Greeting", { exact: true }).fill("Good day, Northwind Home. What can I do for you?");
    await expect(saved).toHaveText("draft saved");
    await expect(page.getByTestId("changes")).toContainText("Good day, Northwind Home");
    await shoot(page, "console-agent");
  });

  await test.step("what cannot be published is told where it stands", async () => {
    const prompt = page.getByLabel("Prompt", { exact: true });
    const text = await prompt.inputValue();
    await prompt.fill("");
    await expect(page.getByText("one thing is in the way of publishing")).toBeVisible();
    await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
    await prompt.fill(text);
    await expect(page.getByText("in the way of publishing")).toHaveCount(0);
  });

  await test.step("it is published, and callers get the earlier one again", async () => {
    await page.getByLabel("Note").fill("a friendlier greeting");
    await page.getByRole("button", { name: "Publish" }).click();
    const versions = page.getByTestId("versions").getByRole("listitem");
    await expect(versions).toHaveCount(2);
    await expect(versions.first()).toContainText("callers get this");
    await expect(versions.first()).toContainText("a friendlier greeting");
    await versions.last().getByRole("button", { name: "Give it to callers" }).click();
    await expect(versions.last()).toContainText("callers get this");
    await expect(page.getByTestId("changes")).toContainText("greeting");
    await versions.last().getByRole("button", { name: "Make it the draft" }).click();
    await expect(page.getByTestId("changes")).toContainText("Nothing: the draft is as what they get now.");
  });

  await test.step("two editors do not overwrite each other unseen", async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel("Goodbye", { exact: true }).fill("Bye.");
    await expect(other.getByRole("status")).toHaveText("draft saved");
    await page.getByLabel("Goodbye", { exact: true }).fill("So long.");
    await expect(page.getByRole("alert")).toContainText("somebody else changed the draft");
    await page.getByRole("button", { name: "Show theirs and drop mine" }).click();
    await expect(page.getByLabel("Goodbye", { exact: true })).toHaveValue("Bye.");
    await other.close();
  });

  await test.step("an agent is made", async () => {
    await page.getByRole("link", { name: "Agents", exact: true }).click();
    await page.getByLabel("New agent").fill("Night desk");
    await page.getByRole("button", { name: "Make" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Night desk" })).toBeVisible();
    await expect(page.getByText("None is published yet.")).toBeVisible();
    await page.getByLabel("New number").fill("+1 555 010 0300");
    await page.getByRole("button", { name: "Add" }).click();
    const numbers = page.getByTestId("numbers").getByRole("listitem");
    await expect(numbers).toHaveText(/^\+15550100300/);
    await numbers.getByRole("button", { name: "Take away" }).click();
    await expect(page.getByText("No number leads here: nobody can call it.")).toBeVisible();
    await page.getByLabel("Lead another number here").selectOption({ label: "+15550100300" });
    await expect(numbers).toHaveCount(1);
  });

  await test.step("a call is on record with its costs, its recording and its evidence", async () => {
    await page.getByRole("link", { name: "Calls", exact: true }).click();
    const calls = page.getByTestId("calls").getByRole("link");
    await expect(calls.first()).toContainText("Order desk");
    await page.getByLabel("From or to").fill("+15550109999");
    await expect(page.getByText("No call matches.")).toBeVisible();
    await page.getByLabel("From or to").fill("");
    await calls.last().click();
    await expect(page.getByTestId("transcript")).toContainText("Hello, this is Northwind Home.");
    await expect(page.getByRole("region", { name: "Costs" })).toContainText("twilio voice_inbound");
    const seconds = () => page.getByTestId("player").evaluate((audio: HTMLAudioElement) => audio.duration);
    await expect.poll(seconds).toBeGreaterThan(3);
    await shoot(page, "console-call");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Evidence pack" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  });

  await test.step("a call is held where one looks at it", async () => {
    await page.getByRole("button", { name: "Hold this call…" }).click();
    await page.getByLabel("matter").fill("One call");
    await page.getByLabel("owner").fill("Legal");
    await page.getByLabel("reason").fill("A complaint");
    await page.getByRole("button", { name: "Hold this call", exact: true }).click();
    await expect(page.getByRole("region", { name: "Holds of this call" })).toContainText("One call");
  });

  await test.step("a hold says what it would keep, is placed and released", async () => {
    await page.getByRole("link", { name: "Retention and holds" }).click();
    await expect(page.getByTestId("outlook")).toContainText("0 calls");
    await expect(page.getByText("All that should be gone is gone.")).toBeVisible();
    await page.getByText("Place a hold").click();
    await expect(page.getByTestId("covered")).toContainText(/Would keep [1-9]\d* calls? with/);
    await page.getByLabel("Only calls from").fill("+15550109999");
    await expect(page.getByTestId("covered")).toContainText("Would keep 0 calls");
    await page.getByLabel("Only calls from").fill("+15550100101");
    await page.getByLabel("Matter").fill("Smith v. Northwind");
    await page.getByLabel("Asked for by").fill("Legal");
    await page.getByLabel("Reason").fill("A claim about an order");
    await page.getByRole("button", { name: "Place the hold" }).click();
    const hold = page.getByTestId("holds").getByRole("listitem").filter({ hasText: "Smith v. Northwind" });
    await expect(hold).toContainText("calls from +15550100101");
    await shoot(page, "console-retention");
    await hold.getByRole("button", { name: "Release" }).click();
    await expect(hold).toContainText("released; protects until");
  });

  await test.step("a run is begun and told", async () => {
    await page.getByRole("button", { name: "Run now" }).click();
    await expect(page.getByTestId("jobs").getByRole("listitem").first()).toContainText("demand: 0 calls");
  });

  await test.step("all of it is on record, and the record is proved", async () => {
    await page.getByRole("link", { name: "Audit" }).click();
    const rows = page.getByTestId("audit").getByRole("listitem");
    await expect(rows.filter({ hasText: "legal_hold" }).first()).toBeVisible();
    await expect(rows.filter({ hasText: "phone_number" }).first()).toBeVisible();
    await page.getByRole("button", { name: "Prove the chain" }).click();
    await expect(page.getByRole("status")).toContainText("rows are as they were written");
    await shoot(page, "console-audit");
  });
  expect(complaints).toEqual([]);
});
