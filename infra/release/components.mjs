// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of components, in the format CycloneDX 1.5: what the lock files pin, and what is published to Azure instead of the stand-ins.
const product = ['functions/packages.lock.json', 'workflows/packages.lock.json'];
const tests = ['tests/packages.lock.json', 'tests/Bench/packages.lock.json'];
const npm = ['infra/azurite/package-lock.json', 'infra/browser/package-lock.json', 'infra/fonts/package-lock.json'];
const shippedFromNpm = 'infra/fonts/package-lock.json'; // the typefaces are in every letter

/** @param read gives the text of a file of the repository @param release version, commit, moment (ISO 8601) */
export function componentsOf(read, { version, commit, moment }) {
  const found = new Map();
  const add = component => {
    const before = found.get(component.purl);
    if (!before || (before.scope === 'excluded' && component.scope === 'required')) found.set(component.purl, component);
  };
  for (const path of product) for (const one of nuget(read(path))) add({ ...one, scope: 'required' });
  for (const path of tests) for (const one of nuget(read(path))) add({ ...one, scope: 'excluded' });
  for (const one of azure(read('Directory.Packages.props'))) add({ ...one, scope: 'required' });
  for (const path of npm) for (const one of packages(read(path))) add({ ...one, scope: path === shippedFromNpm ? 'required' : 'excluded' });
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: moment,
      component: {
        type: 'application', name: 'campaigns', version, licenses: [{ license: { id: 'AGPL-3.0-or-later' } }],
        properties: [{ name: 'commit', value: commit }],
      },
    },
    components: [...found.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
  };
}

function* nuget(text) {
  for (const framework of Object.values(JSON.parse(text).dependencies)) {
    for (const [name, { resolved, contentHash, type }] of Object.entries(framework)) {
      if (type === 'Project') continue;
      yield { type: 'library', name, version: resolved, purl: `pkg:nuget/${name}@${resolved}`, properties: [{ name: 'nuget:contentHash', value: contentHash }] };
    }
  }
}

/** With -p:AzurePackages=true; their own dependencies are pinned by the restore that publishes. */
function* azure(text) {
  const group = /<ItemGroup Label="Only with -p:AzurePackages=true">([\s\S]*?)<\/ItemGroup>/.exec(text)[1];
  for (const [, name, version] of group.matchAll(/Include="([^"]+)" Version="([^"]+)"/g)) {
    yield { type: 'library', name, version, purl: `pkg:nuget/${name}@${version}`, properties: [{ name: 'campaigns:only', value: 'AzurePackages=true' }] };
  }
}

function* packages(text) {
  for (const [path, { version, integrity, license }] of Object.entries(JSON.parse(text).packages)) {
    if (path === '' || !version) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    yield {
      type: 'library', name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      ...(license && { licenses: [{ expression: license }] }),
      ...(integrity?.startsWith('sha512-') && { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }] }),
    };
  }
}
