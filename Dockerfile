# The package as it would be published, installed the way its users install it.
FROM node:24-slim AS package
WORKDIR /source
COPY . .
RUN npm ci && npm pack

FROM node:24-slim
COPY --from=package /source/vitrina-*.tgz /tmp/
RUN npm install --global /tmp/vitrina-*.tgz \
  && rm -rf /tmp/vitrina-*.tgz /root/.npm \
  && install --directory --owner=node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4040
# Healthy while the server answers and its stream runs. A container that only streams or computes says --no-healthcheck.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4040/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["vitrina"]
