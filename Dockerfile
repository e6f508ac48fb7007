# The package as it would be published, installed the way its users install it.
FROM node:24-slim AS package
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm pack

FROM node:24-slim
COPY --from=package /source/vitrina-*.tgz /tmp/
RUN npm install --global /tmp/vitrina-*.tgz \
  && rm -rf /tmp/vitrina-*.tgz /root/.npm \
  && install --directory --owner=node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4040
ENTRYPOINT ["vitrina"]
