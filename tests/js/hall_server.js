/** A server that keeps each fact once, and answers as bourse/tills/{recording,sync}.py do. */

/** `recorded` maps each fact's id to the fact; restoring a backup forgets what came after it. */
export function newServer() {
  const server = { recorded: new Map(), refused: [] };
  let life = 0;

  const hash = (seq) => `${seq}`.padStart(60, "0") + `${life}`.padStart(4, "0");
  const known = new Map([[0, hash(0)]]);

  server.take = ({ facts, witness }, flags = new Set()) => {
    const outcomes = facts.map((fact) => one(fact, flags));
    const seq = server.recorded.size;
    const is_missing = Boolean(witness && witness.seq > 0 && known.get(witness.seq) !== witness.hash);
    return { outcomes, head: { seq, hash: known.get(seq) }, is_missing, skew_ms: 0, revision: 0 };
  };

  function one(fact, flags) {
    const before = server.recorded.get(fact.fact_id);
    if (before) {
      const isSame = JSON.stringify(before) === JSON.stringify(fact);
      if (!isSame) server.refused.push(fact);
      return { fact_id: fact.fact_id, result: isSame ? "already" : "refused", seq: null, reasons: [] };
    }
    server.recorded.set(fact.fact_id, fact);
    const seq = server.recorded.size;
    known.set(seq, hash(seq));
    const isFlagged = flags.has(fact.fact_id);
    return { fact_id: fact.fact_id, result: isFlagged ? "conflict" : "recorded", seq, reasons: isFlagged ? ["oversold"] : [] };
  }

  /** What a backup taken after `count` facts holds. */
  server.backup = (count) => [...server.recorded].slice(0, count);

  server.restore = (backup) => {
    life += 1;
    server.recorded = new Map(backup);
    for (const seq of known.keys()) if (seq > backup.length) known.delete(seq);
  };

  return server;
}
