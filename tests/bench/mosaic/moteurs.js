// Where the questions go: DuckDB in the page, over tables sent as Arrow, or the same tables in the server's DuckDB.
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import { restConnector, wasmConnector } from "@uwdata/mosaic-core";

const TABLES = ["flux", "engagement", "projet", "porte", "territoire", "poste"];

async function dansLaPage() {
  const arrivees = TABLES.map(async (nom) => new Uint8Array(await (await fetch(`tables/${nom}`)).arrayBuffer()));
  // Asked by the page itself, as the tables are: so the browser counts its bytes with the others.
  const script = await (await fetch("duckdb-browser-eh.worker.js")).blob();
  const duckdb = new AsyncDuckDB(new VoidLogger(), new Worker(URL.createObjectURL(script)));
  await duckdb.instantiate(new URL("duckdb-eh.wasm", location.href).href);
  const connection = await duckdb.connect();
  for (const [rang, nom] of TABLES.entries()) {
    await connection.insertArrowFromIPCStream(await arrivees[rang], { name: nom, create: true });
  }
  return wasmConnector({ duckdb, connection });
}

export const moteur = async (nom) =>
  nom === "wasm" ? dansLaPage() : restConnector({ uri: new URL("requete", location.href).href });
