/** The device's store in memory: the interface of app/static/till/store.js, for Node. */

import { PENDING } from "../../app/static/till/store.js";

export class MemoryStore {
  constructor() {
    this.kept = new Map();
    this.records = [];
  }

  async get(name) {
    return this.kept.get(name);
  }

  async put(name, value) {
    return this.putAll({ [name]: value });
  }

  async putAll(values) {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) this.kept.delete(name);
      else this.kept.set(name, structuredClone(value));
    }
  }

  async jot(name, value) {
    return this.put(name, value);
  }

  async append(record, numbers, puts) {
    if ((this.kept.get("numbers")?.till_seq ?? 0) !== numbers.till_seq) {
      throw new Error("another tab was faster");
    }
    this.records.push({ ...record, status: PENDING, seq: null, reasons: [] });
    await this.putAll(puts);
  }

  async pending(limit) {
    return this.records.filter(({ status }) => status === PENDING).slice(0, limit);
  }

  async count(status) {
    return this.records.filter((record) => record.status === status).length;
  }

  async settle(outcomes, puts = {}) {
    for (const { fact_id: factId, ...became } of outcomes) {
      const record = this.records.find(({ fact }) => fact.fact_id === factId);
      if (record) Object.assign(record, became);
    }
    await this.putAll(puts);
  }
}

/** Runs one piece of work after another, as a Web Lock does. */
export function queue() {
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

/** Numbers from 0 to 1 by a seed (mulberry32), so that a run can be lived again. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
