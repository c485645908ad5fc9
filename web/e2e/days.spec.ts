import { expect, test } from "@playwright/test";
import { before, begins, each, length, PERIODS, plus, today } from "../portal/days";

// Days of a client's time zone, without a browser.

test("a day begins at its midnight there, also on days that are not 24 hours long", () => {
  for (const [day, zone, instant] of [
    ["2026-11-26", "UTC", "2026-11-26T00:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["2026-11-02", "America/New_York", "2026-11-02T05:00:00.000Z"],
    ["2026-11-26", "Pacific/Kiritimati", "2026-11-25T10:00:00.000Z"],
    ["2026-11-26", "Etc/GMT+12", "2026-11-26T12:00:00.000Z"],
    ["2026-11-26", "Asia/Kolkata", "2026-11-25T18:30:00.000Z"],
  ] as const) {
    expect(begins(day, zone).toISOString(), `${day} in ${zone}`).toBe(instant);
  }
});

test("today is the day it is there", () => {
  const now = new Date("2026-11-26T23:30:00Z");
  expect(today("UTC", now)).toBe("2026-11-26");
  expect(today("Asia/Tokyo", now)).toBe("2026-11-27");
  expect(today("America/Los_Angeles", now)).toBe("2026-11-26");
});

test("periods reach over months, years and leap days, and the one before is as long", () => {
  expect(plus("2028-02-28", 1)).toBe("2028-02-29");
  expect(plus("2026-01-01", -1)).toBe("2025-12-31");
  expect(length("2026-11-20", "2026-11-26")).toBe(7);
  expect(each("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  const named = Object.fromEntries(PERIODS.map(({ name, of }) => [name, of("2026-03-05")]));
  expect(named["Last 7 days"]).toEqual({ from: "2026-02-27", to: "2026-03-05" });
  expect(named["This month"]).toEqual({ from: "2026-03-01", to: "2026-03-05" });
  expect(named["Last month"]).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(before(named["Last 7 days"]!)).toEqual({ from: "2026-02-20", to: "2026-02-26" });
});
