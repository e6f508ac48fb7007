const MILLISECONDS_TO_ANSWER = 2000;

/** Files can be written: the NameNode has left its safe mode, and a DataNode serves. */
export async function hdfsAnswers(web: string): Promise<boolean> {
  const live = await bean(web, "FSNamesystemState");
  const info = await bean(web, "NameNodeInfo");
  return Number(live.NumLiveDataNodes) >= 1 && info.Safemode === "";
}

async function bean(web: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const url = `${web}/jmx?qry=Hadoop:service=NameNode,name=${name}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(MILLISECONDS_TO_ANSWER) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { beans } = (await response.json()) as { beans: Record<string, unknown>[] };
  return beans[0] ?? {};
}
